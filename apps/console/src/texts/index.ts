import { en } from './en'

/** Every word that people read stands in one file for each language; another language is another file of the same shape. */
export const texts = en
