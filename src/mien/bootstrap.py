"""The only place that builds things: settings in, ready services out."""

from __future__ import annotations

from dataclasses import dataclass

from mien import __version__
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.services.diary.diary import Diary, Plays
from mien.services.playback.events import PlaybackEvents
from mien.services.playback.preferences import PlaybackChoices
from mien.services.profiles.feedback import Feedback, History
from mien.services.profiles.inventory import Inventory
from mien.services.profiles.memory import FILE_NAME, Memory
from mien.services.profiles.people import People
from mien.services.profiles.privacy import Privacy
from mien.services.profiles.retention import Retention
from mien.services.recommendations.catalogs import BundledCatalog, Catalogs
from mien.services.recommendations.co_likes import CoLikes
from mien.services.recommendations.library import Library
from mien.services.recommendations.personal import RememberedPerson
from mien.services.recommendations.recommender import Recommender
from mien.services.recommendations.taste import TasteBook
from mien.services.sources.build import OutsideSources, build_outside_sources
from mien.services.sources.sources import SourceOptions, Sources
from mien.services.sources.stock import Stock
from mien.services.sources.switches import RememberedSwitches
from mien.services.sources.workers import Workers
from mien.settings import Settings, load_settings
from mien.vision.detect import load_detector
from mien.vision.images import ImageLimits
from mien.vision.read import MoodReader


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages and commands talk to."""

    settings: Settings
    recommender: Recommender
    mood_reader: MoodReader
    memory: Memory
    feedback: Feedback
    history: History
    plays: Plays
    playback_choices: PlaybackChoices
    playback_events: PlaybackEvents
    diary: Diary
    taste: TasteBook
    privacy: Privacy
    people: People
    retention: Retention
    inventory: Inventory
    outside: OutsideSources


def build_services(settings: Settings | None = None) -> Services:
    """Build everything for `settings`, or for those of the environment.

    Catalogue, emotion model and database are loaded when first needed, or by `warm_up` of their
    services.
    """
    settings = settings or load_settings()
    memory = build_memory(settings)
    person = RememberedPerson(memory)
    sources, workers = build_sources(settings, memory), Workers()
    catalogs, co_likes = Catalogs(memory, BundledCatalog().of), CoLikes(memory)
    stock = Stock(sources, workers, lambda: catalogs.of(DEFAULT_PROFILE_ID).items)
    library = Library(
        catalogs,
        stock.items,
        co_likes.weights,
        player_address=sources.shown if settings.providers.origin else None,
    )
    recommender = Recommender(library=library, person=person, sources=sources.listed)
    outside = build_outside_sources(
        sources, workers, stock, find=library.item, folder=settings.data_dir
    )
    privacy = Privacy(memory, also_forget=(library.forget, co_likes.forget, outside.forget))
    feedback, plays = Feedback(memory, find=library.item), Plays(memory, find=library.item)
    choices = PlaybackChoices(memory)
    return Services(
        settings=settings,
        recommender=recommender,
        mood_reader=build_mood_reader(settings),
        memory=memory,
        feedback=feedback,
        history=History(memory),
        plays=plays,
        playback_choices=choices,
        playback_events=PlaybackEvents(choices, feedback, plays, library.item),
        diary=Diary(memory),
        taste=TasteBook(memory, recommender),
        privacy=privacy,
        people=People(memory, erase=privacy.erase),
        retention=Retention(memory, also_forget=(co_likes.forget,)),
        inventory=Inventory(memory, outside.playlists.logged_in, settings.cache_dir),
        outside=outside,
    )


def build_recommender(settings: Settings | None = None) -> Recommender:
    """Build what picks for the person at this machine, without outside sources.

    Raises:
        SettingsError: a setting is not understood.
    """
    memory = build_memory(settings or load_settings())
    library = Library(Catalogs(memory, BundledCatalog().of), weights=CoLikes(memory).weights)
    return Recommender(library=library, person=RememberedPerson(memory))


def build_sources(settings: Settings, memory: Memory) -> Sources:
    """Build the outside sources alone, for a look at how they stand."""
    return Sources(source_options(settings), RememberedSwitches(memory))


def source_options(settings: Settings) -> SourceOptions:
    """Return what the settings say about outside sources."""
    contact = settings.operator_contact or "self-hosted, contact not given"
    return SourceOptions(
        keys=settings.providers.keys(),
        market=settings.providers.market,
        cache_folder=settings.cache_dir,
        cache_bytes=settings.providers.cache_mb * 1_000_000,
        user_agent=f"mien/{__version__} ({contact})",
        origin=settings.providers.origin,
    )


def build_memory(settings: Settings) -> Memory:
    """Build the memory at the place the settings name; nothing is opened or made yet."""
    return Memory(settings.database_url or settings.data_dir / FILE_NAME)


def build_mood_reader(settings: Settings) -> MoodReader:
    """Build the reader of faces with the detector and the limits of the settings."""
    return MoodReader(
        detector=load_detector(settings.detector),
        limits=ImageLimits(settings.max_image_bytes, settings.max_image_pixels),
    )
