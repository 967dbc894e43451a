/**
 * The core's {@code RtcPort} over webrtc-java, the JVM binding of the WebRTC that Chromium has. It
 * is for peers that nobody can dial; nothing loads these classes, or native code, before a peer
 * asks for them.
 *
 * <p>{@link io.peerloom.jvm.rtc.WebRtcLibrary} finds the native code and loads it; {@link
 * io.peerloom.jvm.rtc.NativeRtc} owns what the peers of a host share; {@code RtcConnection} is one
 * peer connection with its two data channels.
 *
 * <p>Rules that native code imposes, each because it otherwise ends the process, hangs or loses
 * data silently:
 *
 * <ul>
 *   <li>No exception leaves a callback. Callbacks copy what they get, hand it to the peer's loop
 *       and return; they take no lock.
 *   <li>Nothing is called on an object that has been released: all calls of a connection are made
 *       under its lock, which the release takes, too.
 *   <li>A message has at most 256 KiB, and a channel is given more only while less than 1 MB waits
 *       in it. It never calls back when less waits, so whoever waits looks again.
 *   <li>A connection is closed only after what was sent has had time to arrive; else that is lost.
 *   <li>The factory gets an audio device that does nothing: a server has none.
 * </ul>
 */
package io.peerloom.jvm.rtc;
