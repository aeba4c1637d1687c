"""The addresses of projects."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="projects-inside"),
    path("new/", views.create, name="project-new"),
    path("<int:pk>/", views.detail, name="project"),
    path("<int:pk>/work/", views.work, name="project-work"),
    path("<int:pk>/gantt.svg", views.gantt, name="project-gantt"),
    path("<int:pk>/network.svg", views.network, name="project-network"),
    path("<int:pk>/advance/", views.advance, name="project-advance"),
    path("<int:pk>/team/", views.join, name="project-join"),
    path("<int:pk>/import/", views.take_file, name="project-import"),
    path("<int:pk>/file.<str:kind>", views.give_file, name="project-file"),
    path("<int:pk>/activities/", views.activity_set, name="activity-set"),
    path("<int:pk>/activities/drop/", views.activity_drop, name="activity-drop"),
    path("<int:pk>/resources/", views.resources_set, name="resources-set"),
    path("<int:pk>/plan/", views.plan_up, name="project-plan"),
    path("plans/<int:pk>/hold/", views.hold, name="plan-hold"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/payments/", views.pay, name="payment-add"),
    path("<int:pk>/risks/", views.risk_add, name="risk-add"),
    path("risks/<int:pk>/", views.risk_settle, name="risk-settle"),
    path("<int:pk>/milestones/", views.milestone_add, name="milestone-add"),
    path("milestones/<int:pk>/evidence/", views.evidence_add, name="evidence-add"),
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
    path("milestones/<int:pk>/claim/", views.claim, name="milestone-claim"),
    path("milestones/<int:pk>/judge/", views.judge, name="milestone-judge"),
    path("<int:pk>/deliveries/", views.delivery_add, name="delivery-add"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand-over-project"),
]
