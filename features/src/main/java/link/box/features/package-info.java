/** Makes images of features (OSGi Compendium, chapter 159) at build time, so that a Box need not read JSON to boot. */
package link.box.features;
