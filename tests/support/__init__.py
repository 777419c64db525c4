"""What tests share: projects to break, builds, servers, browsers, and tools that other people wrote."""
