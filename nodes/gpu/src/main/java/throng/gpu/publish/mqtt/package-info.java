/** Counts and alerts for an MQTT broker, and for Home Assistant behind it. */
@NullMarked
package throng.gpu.publish.mqtt;

import org.jspecify.annotations.NullMarked;
