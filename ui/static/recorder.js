// Hands the microphone's samples on, 128 at a time, as they are.
class Recorder extends AudioWorkletProcessor {
  process(inputs) {
    const channel = inputs[0][0];
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
}
registerProcessor("viva-recorder", Recorder);
