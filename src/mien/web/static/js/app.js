// What every page loads: the theme button and the custom elements.
import { wireThemeButton } from "./theme-button.js";
import "./journey.js";
import "./photo.js";
import { wireOpinions } from "./opinion.js";
import "./picks.js";

wireOpinions();
wireThemeButton(document.getElementById("theme"));
