/** The caching resolvers that homes and providers run, each as a process of the lab, on a port of loopback. */
package link.box.lab.resolver;
