/** The whole GPU node in a test's or a measurement's own JVM, with a network of theirs in it. */
package throng.gpu;
