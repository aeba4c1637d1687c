"""The addresses of pages that belong to no room in particular."""

from __future__ import annotations

from django.urls import path

from .views import kept, mails, outbox

urlpatterns = [
    path("kept/", kept.given_back, name="kept"),
    path("kept/forget/", kept.forget, name="kept-forget"),
    path("mail/", mails.mail_list, name="mails"),
    path("mail/again/", mails.all_again, name="mails-again"),
    path("mail/<int:pk>/again/", mails.again, name="mail-again"),
    path("refused/", outbox.refused_list, name="refused-records"),
    path("refused/all/", outbox.offer_all, name="offer-all"),
    path("refused/<int:pk>/", outbox.offer, name="offer"),
]
