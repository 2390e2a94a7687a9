// What every page loads: the theme button and the custom elements.
import { wireThemeButton } from "./theme-button.js";
import "./photo.js";
import "./picks.js";

wireThemeButton(document.getElementById("theme"));
