"""Renderers: one report tree to HTML, PDF, Word, Excel, SDMX and RO-Crate."""
