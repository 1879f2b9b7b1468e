/* What the portal can do besides, where scripts run. Without them every form works by itself. */
"use strict";

document.documentElement.classList.add("js");

// Whoever sent a form that was refused begins at the list of what is wrong.
document.getElementById("summary")?.focus();
