/** Bundles of a whole Box updated over the air, one by one, under load. */
package link.box.bench.hot;
