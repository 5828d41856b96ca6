// The page's own script: microphone, camera, the question's sound, and the keyboard.
// It holds no interview: what it sends is answered by the tape, and the page is drawn from that.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const post = (url, body, type) =>
    fetch(url, { method: "POST", body, headers: type ? { "content-type": type } : {} });
  const out = (name, text) => {
    for (const node of document.querySelectorAll(`[data-viva-out="${name}"]`)) node.textContent = text;
  };
  const refresh = () => $("#v-refresh")?.click();
  const session = () => $(".listen")?.dataset.session || $(".question")?.dataset.session || "";

  // ---------------------------------------------------------------- being busy

  let busyText = "";
  const busy = (text) => {
    busyText = text;
    const note = $("#viva-busy");
    if (!note) return;
    out("busy", text);
    note.hidden = !text;
    document.body.classList.toggle("viva-busy", Boolean(text));
  };

  // ---------------------------------------------------------------- the microphone

  const mic = { stream: null, context: null, node: null, pieces: [], recording: false, startedAt: 0 };
  const MOST_S = 175;

  async function openMic() {
    if (mic.context) {
      await mic.context.resume();
      return;
    }
    mic.stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true },
    });
    mic.context = new AudioContext();
    await mic.context.audioWorklet.addModule("/viva/static/recorder.js");
    const source = mic.context.createMediaStreamSource(mic.stream);
    mic.node = new AudioWorkletNode(mic.context, "viva-recorder", { numberOfOutputs: 0 });
    mic.node.port.onmessage = (event) => heard(event.data);
    source.connect(mic.node);
  }

  let levelShown = 0;
  function heard(samples) {
    if (!mic.recording) return;
    mic.pieces.push(samples);
    let peak = 0;
    for (const value of samples) peak = Math.max(peak, Math.abs(value));
    levelShown = Math.max(peak, levelShown * 0.92);
    document.documentElement.style.setProperty("--level", Math.min(1, levelShown * 1.6).toFixed(3));
    if (mic.pieces.length * 128 > MOST_S * mic.context.sampleRate) stopAnswer();
  }

  async function startMic() {
    await openMic();
    mic.pieces = [];
    mic.startedAt = performance.now();
    mic.recording = true;
  }

  function stopMic() {
    mic.recording = false;
    document.documentElement.style.setProperty("--level", "0");
    return wav(mic.pieces, mic.context?.sampleRate || 48000);
  }

  function wav(pieces, rate) {
    const count = pieces.reduce((n, piece) => n + piece.length, 0);
    const view = new DataView(new ArrayBuffer(44 + 2 * count));
    const text = (at, s) => [...s].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
    text(0, "RIFF"); view.setUint32(4, 36 + 2 * count, true); text(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, rate, true); view.setUint32(28, 2 * rate, true);
    view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    text(36, "data"); view.setUint32(40, 2 * count, true);
    let at = 44;
    for (const piece of pieces)
      for (const value of piece) {
        view.setInt16(at, Math.max(-1, Math.min(1, value)) * 32767, true);
        at += 2;
      }
    return new Blob([view], { type: "audio/wav" });
  }

  function micRefused(error) {
    out("mic", "The microphone cannot be used: allow it in the browser, or type your answers.");
    out("mic-label", "The microphone cannot be used. Please type your answer.");
    console.warn("microphone:", error.message);
    if (session()) post(`/viva/session/${session()}/device/microphone/missing`).then(refresh);
  }

  // ---------------------------------------------------------------- an answer

  let questionEndedAt = 0;
  const micButton = () => $('[data-viva="mic"]');
  let micMissing = false;

  function micLabel(html) {
    const label = $('[data-viva-out="mic-label"]');
    if (label) label.innerHTML = html;
  }
  const IDLE = "Press to talk, press again to send.<br><small>Or hold <kbd>Space</kbd> while you talk.</small>";

  async function startAnswer() {
    if (mic.recording || busyText || !micButton() || micButton().disabled) return;
    silence();
    try {
      await startMic();
    } catch (error) {
      micMissing = true;
      micRefused(error);
      return;
    }
    if (micMissing) {
      micMissing = false;
      post(`/viva/session/${session()}/device/microphone/works`).then(refresh);
    }
    beginTurn();
    micButton()?.setAttribute("aria-pressed", "true");
    document.body.classList.add("recording");
    micLabel("Listening … press again to send.<br><small><kbd>Esc</kbd> throws it away.</small>");
  }

  function quiet() {
    micButton()?.setAttribute("aria-pressed", "false");
    document.body.classList.remove("recording");
    micLabel(IDLE);
  }

  async function stopAnswer() {
    if (!mic.recording) return;
    const waited = questionEndedAt ? (mic.startedAt - questionEndedAt) / 1000 : null;
    await new Promise((done) => setTimeout(done, 120)); // the last sounds are still on their way
    const sound = stopMic();
    quiet();
    busy("Reading your answer …");
    const query = waited !== null && waited >= 0 ? `?waited_s=${waited.toFixed(2)}` : "";
    try {
      const answer = await post(`/viva/session/${session()}/answer${query}`, sound, "audio/wav");
      const { said } = await answer.json();
      if (said) window.viva.notice(said);
    } catch (error) {
      window.viva.notice("The answer could not be sent. Is the program still running?");
      console.warn(error);
    }
    busy("");
    refresh();
  }

  function dropAnswer() {
    if (!mic.recording) return;
    stopMic();
    quiet();
  }

  // ---------------------------------------------------------------- the question's sound

  const speech = () => $('[data-viva="speech"]');
  function silence() {
    const sound = speech();
    if (sound && !sound.paused) {
      sound.pause();
      questionEndedAt = performance.now();
    }
  }
  function replay() {
    const sound = speech();
    if (!sound) return;
    sound.currentTime = 0;
    sound.play().catch(() => out("replay", "The question cannot be played."));
  }
  document.addEventListener("ended", (event) => {
    if (event.target.matches?.('[data-viva="speech"]')) {
      questionEndedAt = performance.now();
      document.body.classList.remove("speaking");
    }
  }, true);
  document.addEventListener("playing", (event) => {
    if (!event.target.matches?.('[data-viva="speech"]')) return;
    if (mic.recording) silence(); // the candidate has begun before the sound was there
    else document.body.classList.add("speaking");
  }, true);
  document.addEventListener("pause", () => document.body.classList.remove("speaking"), true);

  // ---------------------------------------------------------------- the camera

  const camera = { stream: null, asking: false, missing: false, reported: false };

  async function openCamera() {
    if (camera.stream || camera.asking) return camera.stream;
    camera.asking = true;
    try {
      camera.stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 } },
      });
    } finally {
      camera.asking = false;
    }
    return camera.stream;
  }

  function closeCamera() {
    camera.stream?.getTracks().forEach((track) => track.stop());
    camera.stream = null;
  }

  const canvas = document.createElement("canvas");
  async function jpeg(video) {
    const scale = Math.min(1, 400 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  }

  const turn = { startedAt: performance.now(), fresh: true };
  const beginTurn = () => Object.assign(turn, { startedAt: performance.now(), fresh: true });
  async function sendPicture(id, picture) {
    const at = ((performance.now() - turn.startedAt) / 1000).toFixed(2);
    const query = `?at_s=${at}&first=${turn.fresh}`;
    turn.fresh = false;
    await post(`/viva/session/${id}/frame${query}`, picture, "image/jpeg");
  }

  const SEEN = {
    face: "Your face is found.", not_sure: "Your face is found.", no_face: "No face is found yet.",
    several_faces: "Several faces are found.", too_dark: "It is too dark to find a face.",
    too_blurred: "The picture is too blurred to read a face.",
    absent: "The face reader is not working; the interview goes on without it.",
    unreadable: "The camera's picture could not be read.",
  };

  async function look() {
    const box = $('[data-viva="camera"]') || $('[data-viva="camera-check"]');
    if (!box || !box.offsetParent) {
      if (camera.stream) closeCamera();
      return;
    }
    const video = $("video", box);
    try {
      const stream = await openCamera();
      if (!stream) return;
      if (video.srcObject !== stream) {
        video.srcObject = stream;
        await video.play();
        box.classList.add("on");
      }
    } catch (error) {
      out("camera", "The camera cannot be used: allow it in the browser, or go on without it.");
      camera.missing = true;
      console.warn("camera:", error.message);
      return;
    }
    if (!video.videoWidth) return;
    const picture = await jpeg(video);
    if (box.dataset.viva === "camera") {
      if ($(".question")?.dataset.open === "1")
        await sendPicture(box.dataset.session, picture);
      return;
    }
    const seen = await (await post("/viva/check/face", picture, "image/jpeg")).json();
    out("camera", seen.said || SEEN[seen.state] || "");
    const mark = $(".facebox", box);
    mark.hidden = !seen.box;
    if (seen.box) {
      const [left, top, width, height] = seen.box.map((share) => `${100 * share}%`);
      Object.assign(mark.style, { left, top, width, height });
    }
  }
  // At most two pictures a second, and never a second one before the first is through.
  let looking = false;
  setInterval(async () => {
    if (camera.missing && !camera.reported && $('[data-viva="camera"]')) {
      camera.reported = true;
      post(`/viva/session/${session()}/device/camera/missing`).then(refresh);
    }
    if (looking || camera.missing || document.hidden) return;
    looking = true;
    try { await look(); } catch (error) { console.warn(error); } finally { looking = false; }
  }, 500);

  // ---------------------------------------------------------------- the device check

  async function checkMic(button) {
    const label = $("span", button);
    if (mic.recording) {
      await new Promise((done) => setTimeout(done, 120));
      const sound = stopMic();
      label.textContent = "Test the microphone";
      out("mic", "Reading …");
      const reply = await (await post("/viva/check/hear", sound, "audio/wav")).json();
      if (reply.said) out("mic", reply.said);
      else if (reply.state === "heard") out("mic", `Understood: “${reply.text.trim()}”`);
      else if (reply.state === "absent") out("mic", "Speech recognition is not working. Please type your answers.");
      else out("mic", "No speech was heard. Is the right microphone chosen, and is it turned up?");
      return;
    }
    try {
      await startMic();
      label.textContent = "Stop";
      out("mic", "Listening … say a sentence, then press Stop.");
    } catch (error) {
      micRefused(error);
    }
  }

  async function checkSpeaker() {
    out("speaker", "Playing …");
    const sound = new Audio("/viva/check/speech.wav");
    sound.onended = () => out("speaker", "Did you hear it? If not, check your volume.");
    sound.onerror = () => out("speaker", "The voice is not working. Questions are shown as text.");
    await sound.play().catch(() => {});
  }

  // ---------------------------------------------------------------- clicks

  async function purge(button) {
    if (!confirm("Delete this interview for good? Its tape and its report are removed from this machine.")) return;
    await post(`/viva/session/${button.dataset.session}/purge`);
    location.href = "/?start=1";
  }

  const CLICKS = {
    mic: () => (mic.recording ? stopAnswer() : startAnswer()),
    replay, purge,
    "check-mic": checkMic,
    "check-speaker": checkSpeaker,
    shortcuts: () => $("#viva-shortcuts")?.showModal(),
    end: () => confirm("End the interview now? You get the report for what you have done so far.") && $("#v-end")?.click(),
    "with-affect": (box) => {
      for (const link of document.querySelectorAll("[data-export]"))
        link.href = link.href.split("?")[0] + (box.checked ? "?affect=true" : "");
    },
  };
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-viva]");
    const does = target && CLICKS[target.dataset.viva];
    if (does) does(target);
  });

  // ---------------------------------------------------------------- the keyboard

  const writing = (node) => node?.closest?.("textarea, input, select, [contenteditable=true], .cm-editor");
  const press = (id) => {
    const button = $(id);
    if (button && button.offsetParent && !button.disabled) button.click();
  };
  let held = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (event.target.closest?.(".cm-editor")) {
        event.preventDefault();
        event.stopPropagation();
        press("#v-run");
      } else if (event.target.closest?.("#v-reply")) {
        event.preventDefault();
        setTimeout(() => press("#v-send"), 60); // the text box tells the page of its text first
      } else if (event.target.closest?.("#v-wish")) {
        setTimeout(() => press("#v-another"), 60);
      }
      return;
    }
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const does = { KeyM: () => CLICKS.mic(), KeyR: replay, KeyS: () => press("#v-skip") }[event.code];
      if (does) {
        event.preventDefault();
        does();
      }
      return;
    }
    if (event.key === "Escape") dropAnswer();
    if (writing(event.target)) return;
    if (event.key === "?") CLICKS.shortcuts();
    if (event.code === "Space" && micButton() && !event.target.closest?.("button, a, summary, dialog")) {
      event.preventDefault();
      if (!event.repeat && !held) {
        held = true;
        startAnswer();
      }
    }
  }, true);
  document.addEventListener("keyup", (event) => {
    if (event.code === "Space" && held) {
      held = false;
      stopAnswer();
    }
  });

  // ---------------------------------------------------------------- the report's height

  setInterval(() => {
    const frame = $("iframe.report");
    const height = frame?.contentDocument?.documentElement?.scrollHeight;
    if (height > 100 && Math.abs(height - frame.offsetHeight) > 4) frame.style.height = `${height + 2}px`;
  }, 600);

  let asked = "";
  let step = "";
  new MutationObserver(() => {
    const now = $(".steps .step-now")?.textContent || "";
    if (now !== step) {
      step = now;
      window.scrollTo(0, 0);
    }
    const id = $(".question")?.dataset.question || "";
    if (id !== asked) {
      asked = id;
      beginTurn();
      setTimeout(() => {
        // After a reload a browser may want a click before it plays anything.
        const sound = speech();
        const label = $('[data-viva="replay"] span');
        if (label && sound?.readyState > 2 && sound.paused && !sound.currentTime) label.textContent = "Play the question";
      }, 2500);
      questionEndedAt = speech() ? 0 : performance.now();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  let toastTimer = 0;
  const notice = (text) => {
    const toast = $("#viva-toast");
    if (!toast) return;
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => (toast.hidden = true), 9000);
  };
  // Once the page has been drawn from what its address asks for, a reload goes on with the interview.
  const opened = () => history.replaceState(null, "", location.pathname);
  window.viva = { busy, notice, opened };
})();
