"""The addresses of services, cases, the officers' desk and the registers."""

from __future__ import annotations

from django.urls import path

from .views import cases, desk, public, registers

urlpatterns = [
    path("services/", public.index, name="services"),
    path("services/new/", public.create, name="service-new"),
    path("services/<int:pk>/", public.detail, name="service"),
    path("services/<int:pk>/versions/", public.renew, name="service-renew"),
    path("services/<int:pk>/board/", public.board, name="service-board"),
    path("services/<int:pk>/events.csv", public.log, name="service-log"),
    path("services/<int:pk>/replay/", public.replay, name="service-replay"),
    path("services/<int:pk>/apply/", cases.begin, name="case-begin"),
    path("services/<int:pk>/batches/", public.to_batch, name="batches"),
    path("services/<int:pk>/batches/new/", public.gather, name="batch-gather"),
    path("services/versions/<int:pk>/diagram.svg", public.diagram, name="service-diagram"),
    path("services/versions/<int:pk>/files.zip", public.files, name="service-files"),
    path("batches/<int:pk>/", public.batch, name="batch"),
    path("batches/<int:pk>/publish/", public.publish, name="batch-publish"),
    path("batches/<int:pk>/object/", public.object_to, name="batch-object"),
    path("cases/", cases.index, name="cases"),
    path("cases/<int:pk>/", cases.detail, name="case"),
    path("cases/<int:pk>/save/", cases.save, name="case-save"),
    path("cases/<int:pk>/drop/", cases.drop, name="case-drop"),
    path("cases/<int:pk>/withdraw/", cases.withdraw, name="case-withdraw"),
    path("cases/<int:pk>/messages/", cases.write, name="case-write"),
    path("cases/documents/<int:pk>/", cases.document, name="case-document"),
    path("cases/steps/<int:pk>/", cases.answer, name="stage-answer"),
    path("desk/", desk.queue, name="desk"),
    path("desk/<int:pk>/", desk.step, name="desk-step"),
    path("desk/<int:pk>/take/", desk.take, name="stage-take"),
    path("desk/<int:pk>/hand/", desk.hand, name="stage-hand"),
    path("desk/<int:pk>/second/", desk.second, name="stage-second"),
    path("registers/enterprises/", registers.enterprises, name="enterprises"),
    path("registers/enterprises/new/", registers.enrol, name="enterprise-new"),
    path("registers/enterprises/<int:pk>/", registers.enterprise, name="enterprise"),
    path("registers/enterprises/<int:pk>/members/", registers.act_for, name="enterprise-member"),
    path("registers/enterprises/<int:pk>/list/", registers.put_on_list, name="enterprise-list"),
    path("registers/enterprises/<int:pk>/qualifications/", registers.qualify, name="enterprise-qualify"),
    path("registers/enterprises/<int:pk>/tenants/", registers.settle_tenant, name="tenant-settle"),
    path("registers/tenants/<int:pk>/services/", registers.serve_tenant, name="tenant-serve"),
    path("registers/parcels/", registers.parcels, name="parcels"),
    path("registers/parcels/map.svg", registers.parcel_map, name="parcels-map"),
    path("registers/parcels/new/", registers.draw_parcels, name="parcels-new"),
    path("registers/authorities/", registers.authorities, name="authorities"),
    path("registers/authorities/new/", registers.add_authority, name="authority-new"),
    path("registers/authorities/<int:pk>/officers/", registers.appoint, name="officer-appoint"),
    path("registers/officers/<int:pk>/dismiss/", registers.dismiss, name="officer-dismiss"),
]
