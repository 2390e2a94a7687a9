"""The routes about outside sources: enriching a list, switches, saving a playlist."""

from __future__ import annotations

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from mien.bootstrap import Services
from mien.core.enrichment import Credit, EnrichedItem, Enrichments, ShelfEntry, SimilarEntry
from mien.services.documents.items import ItemBody, PlayerBody
from mien.services.documents.lists import SourceBody
from mien.services.sources.sources import SourceReport
from mien.web.api.v1 import source_schemas
from mien.web.api.v1.answers import json_answer, problems
from mien.web.languages import said


def add_sources(api: APIBlueprint, services: Services) -> None:
    """Add all of them to `api`."""
    _add_enrich(api, services)
    _add_switches(api, services)
    _add_playlists(api, services)


def _add_enrich(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/enrich",
        operation_id="enrich",
        summary="Ask the sources that are on what they add to a list that stands",
        description="The sources learn titles and makers, never a mood. Without a source that is "
        "on, nobody is asked.",
        responses={
            "200": source_schemas.EnrichmentsBody,
            **problems(400, 403, 404, 413, 415, 421, 422, 500),
        },
    )
    def enrich(body: source_schemas.EnrichRequest) -> Response:
        answer = services.outside.enricher.enrich(body.item_ids, body.wait_ms, body.similar_to)
        return json_answer(_enrichments_body(answer))


def _add_switches(api: APIBlueprint, services: Services) -> None:
    @api.get(
        "/sources",
        operation_id="listSources",
        summary="Every outside source, what it adds and learns, and whether it is on",
        responses={"200": source_schemas.SourcesBody, **problems(421, 500)},
    )
    def list_sources() -> Response:
        return json_answer(_sources_body(services))

    @api.post(
        "/sources",
        operation_id="switchSource",
        summary="Turn a source, or all of them, on or off",
        responses={
            "200": source_schemas.SourcesBody,
            **problems(400, 403, 404, 413, 415, 421, 422, 500, 503),
        },
    )
    def switch_source(body: source_schemas.SwitchRequest) -> Response:
        services.outside.sources.turn(body.name, on=body.on)
        return json_answer(_sources_body(services))

    @api.delete(
        "/sources/<name>/login",
        operation_id="logOut",
        summary="Forget the login at a source",
        responses={
            "204": {"description": "It is forgotten"},
            **problems(403, 404, 409, 421, 422, 500),
        },
    )
    def log_out(path: source_schemas.SourcePath) -> Response:
        services.outside.playlists.login(path.name).log_out()
        return Response(status=204)


def _add_playlists(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/playlists",
        operation_id="savePlaylist",
        summary="Save picks as a private playlist in your own account at a source",
        responses={
            "200": source_schemas.PlaylistBody,
            **problems(400, 403, 404, 409, 413, 415, 421, 422, 500, 502, 503),
        },
    )
    def save(body: source_schemas.PlaylistRequest) -> Response:
        saved = services.outside.playlists.save(body.source, body.name, body.item_ids)
        return json_answer(
            source_schemas.PlaylistBody(
                url=saved.url, count=saved.count, missing=list(saved.missing)
            )
        )


def _enrichments_body(answer: Enrichments) -> source_schemas.EnrichmentsBody:
    return source_schemas.EnrichmentsBody(
        items=[_item_body(enriched) for enriched in answer.items],
        sources=[
            SourceBody(
                name=source.name,
                status=source.status,
                count=source.count,
                message=said(source.message),
            )
            for source in answer.sources
        ],
        shelf=[_shelf_body(entry) for entry in answer.shelf],
        similar=[_similar_body(entry) for entry in answer.similar],
    )


def _item_body(enriched: EnrichedItem) -> source_schemas.EnrichedItemBody:
    return source_schemas.EnrichedItemBody(
        **dict(ItemBody.of(enriched.item)),
        credits=[_credit_body(credit) for credit in enriched.credits],
        offers=[
            source_schemas.WatchOfferBody(service=o.service, terms=o.terms, url=o.url)
            for o in enriched.offers
        ],
    )


def _shelf_body(entry: ShelfEntry) -> source_schemas.ShelfEntryBody:
    return source_schemas.ShelfEntryBody(
        source=entry.source,
        title=entry.title,
        by=entry.by,
        url=entry.url,
        player=PlayerBody.of(entry.player),
        credit=_credit_body(entry.credit),
    )


def _similar_body(entry: SimilarEntry) -> source_schemas.SimilarEntryBody:
    return source_schemas.SimilarEntryBody(
        source=entry.source,
        title=entry.title,
        year=entry.year,
        url=entry.url,
        item_id=entry.item_id,
        credit=_credit_body(entry.credit),
    )


def _credit_body(credit: Credit) -> source_schemas.CreditBody:
    return source_schemas.CreditBody(source=credit.source, text=said(credit.text), url=credit.url)


def _sources_body(services: Services) -> source_schemas.SourcesBody:
    reports = services.outside.sources.reports()
    return source_schemas.SourcesBody(sources=[_report_body(report) for report in reports])


def _report_body(report: SourceReport) -> source_schemas.SourceReportBody:
    manifest = report.manifest
    return source_schemas.SourceReportBody(
        name=manifest.name,
        title=manifest.title,
        on=report.is_on,
        state=report.state,
        message=said(report.message),
        adds=manifest.adds,
        learns=manifest.learns,
        kinds=sorted(manifest.kinds),
        capabilities=sorted(each.value for each in manifest.capabilities),
        needs_key=manifest.needs_key,
        key_url=manifest.key_url,
        terms_url=manifest.terms_url,
        credit=_credit_body(manifest.credit),
    )
