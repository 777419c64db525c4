"""What the API is: its endpoints and operations, its headers, its categories and their statuses."""
