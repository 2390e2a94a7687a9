// What every page loads: the theme button and the custom elements.
import { wireLanguageSwitch } from "./language.js";
import { wireThemeButton } from "./theme-button.js";
import { registerWorker } from "./install.js";
import "./item.js";
import "./journey.js";
import { wireMenus } from "./menus.js";
import "./mood-map.js";
import "./photo.js";
import { wireOpinions } from "./feedback.js";
import "./picks.js";
import { wirePlayButtons } from "./play-button.js";
import { wirePlays } from "./plays.js";
import { wireSaving } from "./save.js";
import { wireTakingAlong } from "./take-along.js";

registerWorker();
wireOpinions();
wireMenus();
wirePlayButtons();
wirePlays();
wireSaving();
wireTakingAlong();
wireLanguageSwitch(document.getElementById("language"));
wireThemeButton(document.getElementById("theme"));
