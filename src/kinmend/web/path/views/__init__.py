"""Pages of the path: chapters and exercises; one step at a time; what came of it."""
