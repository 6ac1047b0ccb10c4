"""Pages: a module per page. They ask the desk, never the tables."""
