"""Training the reader: reads `data/` and `content/`, writes `src/kinmend/reader/weights/`. See training/README.md."""
