"""The first page of each role, and the pages about the site itself."""
