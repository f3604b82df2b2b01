"""A policy's page: each rule beside the words it comes from, and how they come together."""

from yiju.site.policy.pages import Prepared as Prepared
from yiju.site.policy.pages import pages as pages
from yiju.site.policy.pages import prepare as prepare
