"""What a recipe says, as typed values with their defaults."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NetRecipe:
    """The network.

    Attributes:
        architecture: a name that `nets.build_net` knows.
        size: pixels a side of its input; cut from the middle of the 48x48 picture.
        widths: channels of each stage.
        blocks: residual blocks of each stage.
        dropout: share of the features dropped before the last layer.
        heads: label sets answered, `fer` alone or `fer` and `ferplus`.
        bases: networks of `keras.applications` that the architecture `transfer` begins with;
            several answer by the average of their probabilities.
        enlarge: factor of the picture's side for the bases.
        weights: what the bases start from: `imagenet`, a file of weights, a folder with one file
            `<base>.weights.h5` for each, or nothing. With or without bases, the `model.keras` of an
            earlier run of the same network.
        freeze: leave the bases as they are, if they start from something.
    """

    architecture: str = "residual"
    size: int = 44
    widths: tuple[int, ...] = (32, 64, 128, 256)
    blocks: int = 2
    dropout: float = 0.3
    heads: tuple[str, ...] = ("fer", "ferplus")
    bases: tuple[str, ...] = ()
    enlarge: int = 1
    weights: str = ""
    freeze: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleRecipe:
    """How long and how fast it learns.

    Attributes:
        epochs: passes over the training split; 0 for no limit.
        minutes: wall time; 0 for no limit. Training ends at whichever limit comes first, and the
            rate follows whichever is further on.
        patience: epochs without a better accuracy on the choosing split before it stops; 0 never.
        batch: pictures a step.
        optimizer: `sgd` (Nesterov) or `adam`.
        rate: highest learning rate; rises over the warm-up, then falls as a cosine to 0.
        cosine: false keeps the rate after the warm-up.
        warmup: share of the training over which the rate rises.
        momentum: of SGD; 0 for none.
        weight_decay: of the kernels; biases and normalisation have none.
        average: how much of the running average of the weights each step keeps; 0 takes the last
            weights as they are.
        keep: what becomes the model: `best`, the averaged weights of the best epoch, or `last`, the
            weights of the last step with the averaged statistics of the normalisation.
        sizes: pairs of the share of training done and the size of the pictures from there on;
            small pictures first save time. The last size has to be that of the net.
        evaluate_every: epochs between measurements on the choosing split; the last three tenths
            are measured every epoch.
    """

    epochs: int = 0
    minutes: float = 0.0
    patience: int = 0
    batch: int = 128
    optimizer: str = "sgd"
    rate: float = 0.1
    cosine: bool = True
    warmup: float = 0.03
    momentum: float = 0.9
    weight_decay: float = 5e-4
    average: float = 0.999
    keep: str = "best"
    sizes: tuple[tuple[float, int], ...] = ((0.0, 44),)
    evaluate_every: int = 1


@dataclass(frozen=True, slots=True)
class TargetsRecipe:
    """What the net is taught to answer.

    Attributes:
        smoothing: share of the seven-label target spread evenly over the emotions.
        votes: share of the seven-label target that follows the FER+ votes.
        balance: power of the inverse frequency that weighs each emotion; 0 weighs all alike, 1 lets
            each emotion count for as much as any other.
        teacher: a model with both heads whose answers are part of the targets: the `model.keras` of
            an earlier run, `start` for the one in `net.weights`, or nothing.
        teacher_share: share of the targets of both heads that follows the teacher.
    """

    smoothing: float = 0.05
    votes: float = 0.08
    balance: float = 0.0
    teacher: str = ""
    teacher_share: float = 0.4


@dataclass(frozen=True, slots=True)
class AugmentRecipe:
    """How pictures are varied. A width of 0 and a share of 0 leave that step out.

    Attributes:
        flip: share of the pictures mirrored.
        rotation: standard deviation in degrees, cut at three times that and at 35.
        scale: greatest logarithm of the factor of size.
        aspect: greatest logarithm of the factor of width against height.
        shift: greatest shift as a share of half the picture.
        black_border: share of the batches where what lies outside the picture is black, as after
            turning a cut-out; elsewhere its edge is repeated.
        gamma: greatest logarithm of the exponent of brightness.
        degrade: share of the pictures that get one degradation (dark, over-exposed, low contrast,
            blur, noise, JPEG, small, covered).
        cutout: share of the pictures with one square of a random grey.
        mixup: share of the batches whose pictures are mixed in pairs.
        mixup_alpha: parameter of the beta distribution that the share of a pair is drawn from.
    """

    flip: float = 0.5
    rotation: float = 12.0
    scale: float = 0.15
    aspect: float = 0.06
    shift: float = 0.16
    black_border: float = 0.4
    gamma: float = 0.35
    degrade: float = 0.32
    cutout: float = 0.25
    mixup: float = 0.25
    mixup_alpha: float = 0.4


@dataclass(frozen=True, slots=True)
class RunRecipe:
    """How it is computed; changes the time more than the result.

    Attributes:
        seed: of everything random.
        threads: threads of PyTorch; 0 leaves its own choice.
        precision: `float32` or `bfloat16` (mixed; measuring and export are float32 anyway).
        compile: translate the training step with `torch.compile`, which needs a C++ compiler and
            a minute, and is about 1.4 times as fast afterwards.
    """

    seed: int = 1
    threads: int = 0
    precision: str = "float32"
    compile: bool = False


@dataclass(frozen=True, slots=True)
class DataRecipe:
    """The data.

    Attributes:
        train: split that is learned from.
        choose: split that chooses temperature, blend and stop, and gives the figures.
        about: what the pictures are and whose, for card and notice; nothing for FER-2013.
        licence: terms of the weights that follow from it; nothing for those of FER-2013.
    """

    train: str = "Training"
    choose: str = "PublicTest"
    about: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ExportRecipe:
    """What is made of the finished weights.

    Attributes:
        weights: how `mien export` stores them, `float32` or `float16` (half the size of the file;
            they are turned back when it is loaded, and the computation stays float32).
    """

    weights: str = "float32"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that makes one model from a data set.

    The values are checked where recipes are read (`parse_recipe`), not here.
    """

    name: str
    about: str = ""
    net: NetRecipe = field(default_factory=NetRecipe)
    schedule: ScheduleRecipe = field(default_factory=ScheduleRecipe)
    targets: TargetsRecipe = field(default_factory=TargetsRecipe)
    augment: AugmentRecipe = field(default_factory=AugmentRecipe)
    data: DataRecipe = field(default_factory=DataRecipe)
    run: RunRecipe = field(default_factory=RunRecipe)
    export: ExportRecipe = field(default_factory=ExportRecipe)
