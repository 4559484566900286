/** Both nodes together, and the rules of the house. */
package throng.tests;
