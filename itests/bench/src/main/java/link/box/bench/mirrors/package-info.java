/** {@code ./bench mirrors}: do clients at home find a Box whose address changes, whatever their resolver keeps? */
package link.box.bench.mirrors;
