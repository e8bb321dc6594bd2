"""Signing in: through the real page, on a session the server keeps."""

from portal.extensions import db
from portal.models import AuditEvent
from tests.makers import Maker
from tests.page_client import PageClient


def test_teacher_signs_in_and_reaches_home(make: Maker, anonymous: PageClient) -> None:
    teacher = make.account()
    assert anonymous.get("/").status_code == 303
    answer = anonymous.sign_in(teacher.email)
    assert answer.status_code == 303
    assert teacher.name in anonymous.get("/").text
    assert db.session.query(AuditEvent).filter_by(action="sign_in").count() == 1


def test_wrong_password_says_what_to_do(make: Maker, anonymous: PageClient) -> None:
    teacher = make.account()
    answer = anonymous.sign_in(teacher.email, "not the password")
    assert answer.status_code == 422
    assert "Check your email address and password" in answer.text
