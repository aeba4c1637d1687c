"""Instruments booked by the hour: bookings, faults, rates and bills."""
