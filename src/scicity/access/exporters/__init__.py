"""The same things in other forms: PDF, iCalendar, the week as a picture."""
