/** What a monitoring system reads of the node, in Prometheus' text format. */
@NullMarked
package throng.gpu.publish.metrics;

import org.jspecify.annotations.NullMarked;
