// A résumé, chosen, dropped or pasted: its bytes go to /viva, into memory, and the page is drawn anew.
(() => {
  "use strict";
  const section = (node) => node.closest(".resume");

  async function give(place, body, name) {
    const note = place.querySelector('[data-viva-out="resume"]');
    const say = (text) => {
      note.textContent = text;
      note.hidden = !text;
    };
    say("Reading it …");
    const url = `/viva/session/${place.dataset.session}/resume?name=${encodeURIComponent(name)}`;
    try {
      const answer = await fetch(url, { method: "POST", body });
      if (answer.status === 413) return say("The file is too large. Paste its text instead.");
      say((await answer.json()).said);
      if (answer.ok) document.querySelector("#v-refresh")?.click();
    } catch {
      say("The file could not be sent. Try again.");
    }
  }

  document.addEventListener("change", (event) => {
    const file = event.target.matches?.('[data-viva-file="resume"]') && event.target.files[0];
    if (file) give(section(event.target), file, file.name);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('[data-viva-paste="resume"]');
    if (!button) return;
    const place = section(button);
    give(place, place.querySelector('[data-viva-text="resume"]').value, "pasted.txt");
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const area = event.target.closest?.('[data-viva-drop="resume"]');
      // A file that misses the area must not replace the page.
      if (kind !== "dragleave" && event.dataTransfer?.types.includes("Files")) event.preventDefault();
      if (!area) return;
      area.classList.toggle("over", kind === "dragover");
      const file = kind === "drop" && event.dataTransfer.files[0];
      if (file) give(section(area), file, file.name);
    });
  }
})();
