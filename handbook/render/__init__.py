"""What turns pages into HTML, one ordinary function a feature; no MkDocs in here."""
