/** The page docs/testing.md as a user's tests; they are run. */
package guide.testing;
