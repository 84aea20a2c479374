"""The same site with Django, as its documents teach it: models, annotated counts, its own templates, gunicorn.

gunicorn "benchmarks.peers.django_site:application('NEUTRAL')"
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models
from django.db.models import Count
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks.pages import FOLDER, LATE, LATE_SHOWN, PER_PAGE, context

_DATABASE: dict[str, str] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ""}
settings.configure(
    SECRET_KEY="of-a-benchmark",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": _DATABASE},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [FOLDER]}],
    USE_I18N=False,
)
django.setup()


class Agreement(models.Model):
    """As it stands in the file."""

    reference = models.TextField()
    title = models.TextField()
    partners = models.TextField()
    department = models.TextField()
    theme = models.TextField()
    kind = models.TextField()
    status = models.TextField()
    starts_on = models.TextField()
    last_day = models.TextField()
    has_ended = models.IntegerField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "agreement"
        ordering = ("has_ended", "last_day", "reference")


class Party(models.Model):
    """The kinds of parties of each."""

    pk = models.CompositePrimaryKey("agreement_id", "kind")
    agreement = models.ForeignKey(Agreement, on_delete=models.DO_NOTHING)
    kind = models.TextField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "party"


class Document(models.Model):
    """The whole record of each."""

    agreement = models.OneToOneField(Agreement, on_delete=models.DO_NOTHING, primary_key=True, db_column="id")
    record = models.TextField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "document"


def _picked(request: HttpRequest) -> Any:
    found = Agreement.objects.all()
    if departments := request.GET.getlist("afdeling"):
        found = found.filter(department__in=departments)
    if words := request.GET.get("q"):
        found = found.filter(id__in=RawSQL("SELECT rowid FROM words WHERE words MATCH %s", [words]))
    return found


def overview(request: HttpRequest) -> HttpResponse:
    """The page, with its facets counted."""
    found, page = _picked(request), int(request.GET.get("pagina", "1"))
    facets = {}
    for name in ("status", "department", "partner", "theme", "kind"):
        rows, column = (Party.objects.filter(agreement__in=found), "kind") if name == "partner" else (found, name)
        counted = (
            rows.order_by(column).values_list(column).annotate(number=Count("pk" if name != "partner" else "kind"))
        )
        facets[name] = list(counted)
    shown = list(found.values()[(page - 1) * PER_PAGE : page * PER_PAGE])
    words = request.GET.get("q", "")
    late = [] if words else Agreement.objects.filter(status__in=LATE).order_by("last_day").values()[:LATE_SHOWN]
    return render(request, "overview.html", context(shown, found.count(), facets, page, words, list(late)))


def json_page(request: HttpRequest) -> HttpResponse:
    """Whole records of those that end between two days."""
    window = (request.GET["eindigtVan"], request.GET["eindigtTot"])
    rows = Document.objects.filter(agreement__last_day__range=window).values_list("record", flat=True)
    return JsonResponse({"afspraken": [json.loads(row) for row in rows]})


class _Echo:
    def write(self, value: str) -> str:
        """What was written, given back."""
        return value


def all_rows(request: HttpRequest) -> StreamingHttpResponse:
    """Every row as CSV, streamed."""

    def rows() -> Iterator[str]:
        writer = csv.writer(_Echo())
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM csv_row")
            while some := cursor.fetchmany(1000):
                yield "".join(writer.writerow(row) for row in some)

    return StreamingHttpResponse(rows(), content_type="text/csv")


urlpatterns = [
    path("", overview),
    path("zoek", overview),
    path("json", json_page),
    path("afspraken.csv", all_rows),
]


def application(data: str) -> WSGIHandler:
    """The app on a file."""
    _DATABASE["NAME"] = data
    return WSGIHandler()
