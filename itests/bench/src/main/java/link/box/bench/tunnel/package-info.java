/** What a tunnel costs: the builtin engine beside {@code ssh -R}, Debian's pagekite and no tunnel at all, with the same bytes in one run. */
package link.box.bench.tunnel;
