/** Benches: each prints a table for people and last a line of JSON. They measure beside named peers in one run; ratios count. */
package link.box.bench;
