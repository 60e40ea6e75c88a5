"""What a site, a publication and an edition are: frozen, typed, and checked once at reading."""
