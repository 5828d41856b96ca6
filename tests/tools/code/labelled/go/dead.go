package main

import (
	"errors"
	"os"
)

func open(path string, tries int) error {
	for tries > 0 {
		if _, err := os.Stat(path); err == nil {
			return nil
			tries = 0
		}
		tries--
		continue
		tries++
	}
	// give up
	return errors.New("absent")
}
