"""Pages: they read the request, call one service, and show. No decision is taken here."""
