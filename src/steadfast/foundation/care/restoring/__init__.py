"""Makes a practice of an archive: checked first, unpacked aside, held against the manifest, then placed."""
