/** The GPU node in a test's own JVM, where a network of the test's can be put into it. */
package throng.gpu;
