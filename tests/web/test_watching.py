"""What those who watch over the server see."""

from __future__ import annotations


def test_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json["status"] == "ready"


def test_requests_are_counted_by_route_and_status(client):
    client.get("/picks?emotion=sad")
    client.get("/picks?emotion=happy")
    client.get("/nothing/at/all")
    client.open("/", method="BREW")
    text = client.get("/metrics").get_data(as_text=True)
    assert 'mien_http_requests_total{method="GET",route="/picks",status="200"} 2' in text
    assert 'mien_http_requests_total{method="GET",route="unmatched",status="404"} 1' in text
    assert 'method="other"' in text
    assert "BREW" not in text
    assert 'mien_http_request_duration_seconds_count{route="/picks"} 2' in text
    assert 'mien_http_request_duration_seconds_bucket{route="/picks",le="+Inf"} 2' in text
