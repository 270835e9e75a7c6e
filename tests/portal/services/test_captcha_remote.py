"""A captcha service on the web in the place of the embedded check, over real HTTP (DOMAIN F27)."""

import pytest

from portal.api.patient.side import captcha_of
from portal.db.engine import Database
from portal.domain.problems import Problem, ProblemType
from portal.services.captcha import Captcha
from portal.services.captcha_remote import NotConfigured, SiteVerify
from portal.services.forms import CaptchaAnswer
from portal.settings import Settings, SettingsError
from tests.portal.api_patient.conftest import Running
from tests.support.caller import problem_of
from tests.support.portal_process import PortalProcess
from tests.support.practice_world import World
from tests.support.site_verify import Service


@pytest.fixture
def remote(request, clock):
    service = request.getfixturevalue("site_verify")
    return SiteVerify("turnstile", service.url, "our-site-key", service.secret, clock)


def service_of(request) -> Service:
    return request.getfixturevalue("site_verify")


def refused(call):
    with pytest.raises(Problem) as caught:
        call()
    return caught.value


def test_f27_a_token_that_the_service_knows_passes(request, remote):
    service = service_of(request)
    service.good.add("from-the-widget")
    passed = remote.verify(CaptchaAnswer(token="from-the-widget"))
    assert "from-the-widget" not in passed.digest
    assert service.asked == [
        {"secret": service.secret, "response": "from-the-widget", "sitekey": "our-site-key"}
    ]


@pytest.mark.parametrize("token", ["made-up", "", "é" * 20])
def test_f27_every_other_token_is_refused(remote, token):
    problem = refused(lambda: remote.verify(CaptchaAnswer(token=token, challenge="x")))
    assert problem.type is ProblemType.VALIDATION
    assert problem.extra["errors"] == [{"pointer": "/captcha", "code": "not-solved"}]
    assert remote.why_off() is None


def test_f27_a_form_is_given_the_widgets_key_and_the_service_is_asked_once_a_minute(
    request, remote, clock
):
    for _ in range(5):
        offer = remote.offer()
    assert (offer.provider, offer.site_key, offer.challenge) == ("turnstile", "our-site-key", None)
    assert len(service_of(request).asked) == 1
    clock.forward(minutes=1)
    remote.offer()
    assert len(service_of(request).asked) == 2


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        ({"status": 200, "body": b"<html>We are down</html>"}, "CAPTCHA_UNREACHABLE"),
        ({"status": 503, "body": b""}, "CAPTCHA_UNREACHABLE"),
        ({"body": b"[]"}, "CAPTCHA_UNREACHABLE"),
        ({"errors": ["internal-error"]}, "CAPTCHA_UNREACHABLE"),
        ({"secret": "another one now"}, "CAPTCHA_REFUSES_US"),
    ],
)
def test_f27_a_service_that_does_not_work_is_said_to_turn_sign_up_off(
    request, remote, clock, spoiled, why
):
    service = service_of(request)
    kept = dict(vars(service))
    vars(service).update(spoiled)
    for call in (remote.offer, lambda: remote.verify(CaptchaAnswer(token="x"))):
        problem = refused(call)
        assert problem.type is ProblemType.UNAVAILABLE
        assert problem.extra == {"reason": why}
    assert remote.why_off() == why
    vars(service).update({name: kept[name] for name in spoiled})
    clock.forward(minutes=1)
    assert remote.offer().site_key == "our-site-key"
    assert remote.why_off() is None


def test_f27_a_service_that_is_not_there_turns_sign_up_off(clock):
    away = SiteVerify("x", "http://127.0.0.1:9/siteverify", "key", "secret", clock)
    assert away.why_off() is None, "nobody has looked yet"
    away.look()
    assert away.why_off() == "CAPTCHA_UNREACHABLE"


def settings(tmp_path, **changed):
    return Settings(data_dir=tmp_path, **changed)


FULL = {
    "captcha_name": "hcaptcha",
    "captcha_url": "https://captcha.example/siteverify",
    "captcha_site_key": "site",
    "captcha_secret": "secret",
}


def test_f27_the_embedded_check_is_the_default(tmp_path, clock):
    assert isinstance(captcha_of(settings(tmp_path), clock), Captcha)
    made = captcha_of(settings(tmp_path, **FULL), clock)
    assert isinstance(made, SiteVerify)
    assert made.name == "hcaptcha"


@pytest.mark.parametrize("missing", ["captcha_url", "captcha_site_key", "captcha_secret"])
def test_f27_a_check_that_is_half_configured_turns_sign_up_off_and_says_so(
    tmp_path, clock, missing
):
    made = captcha_of(settings(tmp_path, **{**FULL, missing: ""}), clock)
    assert isinstance(made, NotConfigured)
    assert made.why_off() == "CAPTCHA_NOT_CONFIGURED"
    for call in (made.offer, lambda: made.verify(CaptchaAnswer(token="x"))):
        assert refused(call).extra == {"reason": "CAPTCHA_NOT_CONFIGURED"}


@pytest.mark.parametrize("url", ["http://captcha.example/v", "ftp://x/v", "captcha.example/v"])
def test_the_secret_does_not_travel_in_the_clear(tmp_path, clock, url):
    with pytest.raises(SettingsError, match="https://"):
        captcha_of(settings(tmp_path, **{**FULL, "captcha_url": url}), clock)


def test_the_secret_is_not_shown(tmp_path):
    assert "secret-of-ours" not in repr(settings(tmp_path, captcha_secret="secret-of-ours"))


def test_f27_a_whole_sign_up_with_a_service_and_without_it(request, tmp_path):
    """Over HTTP: what the form says, what the applicant reads, what staff see in the health."""
    service = service_of(request)
    given = {
        "PORTAL_CAPTCHA_NAME": "turnstile",
        "PORTAL_CAPTCHA_URL": service.url,
        "PORTAL_CAPTCHA_SITE_KEY": "our-site-key",
        "PORTAL_CAPTCHA_SECRET": service.secret,
    }
    with PortalProcess("", tmp_path, given) as process:
        database = Database(process.database_url)
        running = Running(process, World(database))
        caller = running.caller()
        offer = caller.get("/v1/patient/captcha").json()
        assert (offer["provider"], offer["site_key"]) == ("turnstile", "our-site-key")
        service.good.add("once")
        form = running.form(captcha={"token": "once"})
        assert caller.post("/v1/patient/enrollments", json=form).status_code == 202
        service.good.add("once")  # the service forgot; the portal did not
        again = running.form(captcha={"token": "once"})
        assert problem_of(caller.post("/v1/patient/enrollments", json=again)) == "validation"
        assert caller.get("/v1/health").json()["self_enrollment"] == "on"
        service.body = b"gone"
        reply = caller.post("/v1/patient/enrollments", json=running.form(captcha={"token": "x"}))
        assert problem_of(reply) == "unavailable"
        assert reply.json()["reason"] == "CAPTCHA_UNREACHABLE"
        health = caller.get("/v1/health").json()
        assert (health["status"], health["self_enrollment"]) == ("ok", "off")
        assert health["self_enrollment_off"] == "CAPTCHA_UNREACHABLE"
        assert service.secret not in process.log
        database.close()
