/**
 * The launcher: reads settings, starts the framework with the bundles of an image, stops it again; and the client of the control socket.
 * It runs on the class path, outside the framework.
 */
package link.box.runtime;
