"""`handbook check`: rules read pages and pairs and yield findings."""
