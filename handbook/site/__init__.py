"""The site: the one package that imports MkDocs. Thin: it hands pages to `handbook.render`."""
