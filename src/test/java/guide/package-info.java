/** The Java of the guide in docs, compiled; GuideTests compares. */
package guide;
