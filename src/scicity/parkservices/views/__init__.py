"""The pages of services. A view parses, calls one service, and shows."""
