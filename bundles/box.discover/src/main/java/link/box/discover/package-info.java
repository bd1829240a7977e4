/** {@code bin/box discover}: finds the Boxes of a home network without any server. A program of its own, never installed as a bundle. */
package link.box.discover;
