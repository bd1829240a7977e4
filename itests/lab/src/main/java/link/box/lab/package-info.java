/** A Box and its far side on one machine: the same code starts them for a person, for the tests and for the benches. */
package link.box.lab;
