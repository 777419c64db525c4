"""What people read: the Markdown pages of errors, endpoints and changes, and what hand-written pages take from them."""
